"""What boards and agencies learn by auditing practice: programme, cases, grades."""
