create table reply (
  id integer primary key,
  note bigint not null references note (id) on delete cascade
);
