import type { Session } from "../story";

/** The working sessions of Nordwind's year. Times are UTC. */
export const FOUNDED: Session = ["2025-11-10T07:50", "olaf"];
export const BRAINSTORM: Session = ["2025-11-12T08:30", "mira"];
export const PARTY_DECISIONS: Session = ["2025-11-13T13:05", "mira"];
export const LEGAL_REVIEW: Session = ["2025-11-25T12:10", "carla"];
export const CONTRACT_REVIEW: Session = ["2025-12-03T08:15", "carla"];
export const NIS2_IN_FORCE: Session = ["2025-12-09T09:40", "carla"];
export const FIRST_DECISIONS: Session = ["2025-12-11T09:00", "mira"];
export const WORKFORCE: Session = ["2026-01-21T10:20", "petra"];
export const CUSTOMER_SURVEY: Session = ["2026-02-10T14:00", "sven"];
export const SUPPLIER_REVIEW: Session = ["2026-02-26T08:45", "olaf"];
export const SPRING_DECISIONS: Session = ["2026-03-12T09:10", "mira"];
export const CONFIRMATIONS: Session = ["2026-03-19T13:30", "mira"];
export const ADDENDUM: Session = ["2026-03-24T15:05", "carla"];
export const INSURANCE: Session = ["2026-04-15T08:00", "carla"];
export const CLIMATE: Session = ["2026-04-28T11:30", "mira"];
export const MID_YEAR_REVIEW: Session = ["2026-06-16T07:45", "mira"];
export const BANK_ANNEX: Session = ["2026-07-08T12:25", "carla"];
export const HEAT_WAVE: Session = ["2026-08-19T14:50", "olaf"];
export const AUTUMN_DECISIONS: Session = ["2026-09-15T09:00", "mira"];
export const LEGAL_CHECK: Session = ["2026-10-06T08:30", "carla"];
export const AUTUMN_NEWS: Session = ["2026-10-14T13:40", "sven"];
export const AUDITOR_JOINS: Session = ["2026-10-19T06:55", "olaf"];
export const AUDIT_PREPARATION: Session = ["2026-11-11T09:15", "mira"];
export const LAST_WEEK: Session = ["2026-11-16T15:20", "mira"];
