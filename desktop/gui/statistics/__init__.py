"""The page that shows what was learned: charts, each with its sentence, its definition and how much it rests on."""
