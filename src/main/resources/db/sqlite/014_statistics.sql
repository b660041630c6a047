-- Without figures SQLite takes every organisation to have ten rows, and reads all places of one to
-- find those of a message that is deleted. These say that the other columns tell more.
analyze conversation_message;

delete from sqlite_stat1 where tbl = 'conversation_message';

insert into sqlite_stat1 (tbl, idx, stat) values
  ('conversation_message', 'conversation_message', '1000000 100000 1000 1'),
  ('conversation_message', 'conversation_message_place', '1000000 100000 10000 2 1');
