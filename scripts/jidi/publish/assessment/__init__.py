"""The assessment as its readers see it: rules, desks, results, tables (plan 六)."""
