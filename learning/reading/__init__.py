"""Readers of strangers' files. Each runs alone in a child of `learning.confined`."""
