"""What a board reviews: referral, decision, panel, report, publication."""
