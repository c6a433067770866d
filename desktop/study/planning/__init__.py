"""Rules for days unlike others: breaks, holidays, little time, days of the week. All are pure."""
