import { Prisma } from "@/generated/prisma/client";

/** The states of domain/criterion.ts as the database counts them; `c` is the criterion's table in the statement. */

const VALUE = "nullif(c.last_value, '')::numeric";

export const RESULT = Prisma.raw(`(CASE WHEN c.last_value = '' THEN 'not_measured'
  WHEN c.direction = 'at_least' AND ${VALUE} < c.target::numeric OR c.direction = 'at_most' AND ${VALUE} > c.target::numeric THEN 'missed'
  WHEN c.threshold <> '' AND (c.direction = 'at_least' AND ${VALUE} <= nullif(c.threshold, '')::numeric
                              OR c.direction = 'at_most' AND ${VALUE} >= nullif(c.threshold, '')::numeric) THEN 'warning'
  ELSE 'met' END)`);

/** The day by which it is measured next. */
export const NEXT_ON = Prisma.raw("(coalesce(c.last_measured_on, (c.created_at AT TIME ZONE 'UTC')::date) + c.frequency_days)");

export const IS_OVERDUE = (day: string) => Prisma.sql`(c.status = 'active' AND ${NEXT_ON} < ${day}::date)`;
