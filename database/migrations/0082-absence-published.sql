-- Who of a body is away, and who stands in: other rooms raise an alarm where nobody does.
create view directory.absence_published with (security_invoker = true) as
  select staff_id, from_day, to_day, stand_in_id from directory.absence where cancelled_at is null;
