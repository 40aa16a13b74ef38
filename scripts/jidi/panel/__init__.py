"""The experts' panel (plan 六.1): who may score what, a workbook for each expert, and only sums of what comes back."""
