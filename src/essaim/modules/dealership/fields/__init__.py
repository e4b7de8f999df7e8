"""The fields of the dealership's record types, one file a noun."""
