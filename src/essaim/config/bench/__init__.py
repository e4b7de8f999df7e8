"""`essaim bench`: how long Essaim takes, with many people in it. Docs: operator guide, « Mesurer »."""
