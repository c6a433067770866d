"""What the app costs, as ratios inside one run. Run all: ``python -m tests.benchmarks``."""
