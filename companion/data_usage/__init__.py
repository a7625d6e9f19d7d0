"""What will this call cost me? For now: what is known of the connection, who pays, and what costs less."""
