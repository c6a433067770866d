"""Changes of many cards or notes at once, set by set, each one step that can be taken back."""
