"""Drawing what hides parts of an image, one card a shape or group of shapes."""
