"""What the interface is made of: formats, small parts built in Python, form fields. See docs/front-end.md."""
