-- Every mutation, in the order of its stream; written in the transaction that makes the change.
-- Whole: the state alone says what the thing was; otherwise it is a difference from the entry before.
create table journal (
  position integer primary key,
  tenant text not null,
  stream text not null,
  sequence integer not null,
  operation text not null,
  actor text not null,
  request_id text not null,
  at integer not null,
  state text not null,
  whole integer not null
);

create unique index journal_stream on journal (tenant, stream, sequence);

-- Answers of changes that came with an idempotency key; written in the same transaction. Instead of
-- a large answer there is a reference to where it is kept anyway.
create table request (
  tenant text not null,
  key text not null,
  operation text not null,
  digest text not null,
  answer text,
  reference text,
  at integer not null,
  primary key (tenant, key)
) without rowid;

create index request_age on request (at);
