import type { Session } from "../story";

/** The working sessions of Nordwind's year. Times are UTC. */
export const FOUNDED: Session = ["2025-11-10T07:50", "olaf"];
