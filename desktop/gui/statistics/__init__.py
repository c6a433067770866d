"""The page of charts, each with its sentence, its definition and how much it rests on."""
