-- Audits are planned as actions of a kind of their own (9.2.2); an action that is older is none.
ALTER TABLE "action" ADD COLUMN     "audit_kind" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "auditor" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "interval_months" INTEGER;
ALTER TABLE "action" DROP CONSTRAINT "action_kind_check";
ALTER TABLE "action" ADD CONSTRAINT "action_kind_check" CHECK ("kind" IN ('corrective', 'improvement', 'evidence_request', 'task', 'audit'));
ALTER TABLE "action" DROP CONSTRAINT "action_origin_check";
ALTER TABLE "action" ADD CONSTRAINT "action_origin_check" CHECK ("origin" IN ('', 'changed_need', 'review', 'trigger', 'management_review', 'ask', 'feedback', 'measurement', 'horizon', 'conflict', 'audit'));
ALTER TABLE "action" ADD CONSTRAINT "action_audit_kind_check" CHECK ("audit_kind" IN ('', 'internal', 'customer', 'certification', 'surveillance'));
ALTER TABLE "action" ADD CONSTRAINT "action_audit_whole" CHECK (("kind" = 'audit') = ("audit_kind" <> '') AND ("kind" <> 'audit' OR "due_at" IS NOT NULL));
ALTER TABLE "action" ADD CONSTRAINT "action_interval_months_check" CHECK ("interval_months" IS NULL OR ("interval_months" BETWEEN 1 AND 60 AND "kind" = 'audit'));
