import { Prisma } from "@/generated/prisma/client";

/** The rows `r` of requirement that are worth meeting, as domain/impact-category.ts says it. */
export function worthMeeting(organizationId: string): Prisma.Sql {
  return Prisma.sql`r.status <> 'retired' AND r.relevance = 'relevant' AND r.party_id NOT IN
    (SELECT i.id FROM interested_party i WHERE i.organization_id = ${organizationId}::uuid AND i.adverse)`;
}
