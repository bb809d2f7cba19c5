"""Who is in the group, who would like to join, and inviting others."""
