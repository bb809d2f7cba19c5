"""Who is at this computer, and the passphrase that opens what is theirs."""
