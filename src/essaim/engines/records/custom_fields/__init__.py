"""Fields that administrators add to a record type without code."""
