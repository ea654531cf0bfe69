-- Who stands for living with a risk above the acceptance level, and since when.
ALTER TABLE "risk" ADD COLUMN "accepted_at" DATE,
ADD COLUMN "accepted_by_id" UUID;
ALTER TABLE "risk" ADD CONSTRAINT "risk_accepted_by_fkey" FOREIGN KEY ("organization_id", "accepted_by_id") REFERENCES "membership" ("organization_id", "user_id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "risk" ADD CONSTRAINT "risk_accepted_whole" CHECK (("accepted_at" IS NULL) = ("accepted_by_id" IS NULL));
