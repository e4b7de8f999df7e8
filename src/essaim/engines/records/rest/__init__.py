"""The API: what lists, forms and actions do, as JSON, under the same rights."""
