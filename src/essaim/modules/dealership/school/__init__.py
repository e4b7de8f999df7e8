"""The school database: a group of three dealerships, invented, credible and always of today.

`generator.generate(today)` gives it whole as plain data, from one seed; `loading.load` writes it.
Docs: docs/decisions/0030-school-database.md.
"""
