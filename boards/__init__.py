"""Boards, agencies, groups, seats, people, and who may see what."""
