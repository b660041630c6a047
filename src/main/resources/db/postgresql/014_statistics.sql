-- PostgreSQL gathers its figures by itself; these are the first.
analyze conversation_message;
