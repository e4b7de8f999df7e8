"""The processing register: what the product can say of itself, and its documents."""
