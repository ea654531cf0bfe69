-- AlterTable
ALTER TABLE "interested_party" ADD COLUMN     "legitimacy" INTEGER,
ADD COLUMN     "urgency" INTEGER;

-- AlterTable
ALTER TABLE "organization_profile" ADD COLUMN     "influence_vector_names" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateTable
CREATE TABLE "catalogue_exclusion" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "template_key" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "decided_at" DATE NOT NULL,
    "decided_by_id" UUID,
    "withdrawn_at" DATE,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "catalogue_exclusion_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "workshop" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "ref" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "held_on" DATE NOT NULL,
    "facilitator_id" UUID,
    "participants" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "departments" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "status" TEXT NOT NULL DEFAULT 'open',
    "opened_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "party_ids" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "note" TEXT NOT NULL DEFAULT '',
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "workshop_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "workshop_entry" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "workshop_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "prompt" TEXT NOT NULL DEFAULT '',
    "pestle" TEXT,
    "department" TEXT NOT NULL DEFAULT '',
    "author_id" UUID,
    "status" TEXT NOT NULL DEFAULT 'open',
    "party_id" UUID,
    "reason" TEXT NOT NULL DEFAULT '',
    "decided_at" TIMESTAMPTZ(3),
    "decided_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "workshop_entry_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "workshop_vote" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "workshop_id" UUID NOT NULL,
    "party_id" UUID NOT NULL,
    "voter_id" UUID NOT NULL,
    "power" INTEGER,
    "interest" INTEGER,
    "support" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "workshop_vote_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "interview" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "ref" TEXT COLLATE "C" NOT NULL,
    "party_id" UUID NOT NULL,
    "method" TEXT NOT NULL DEFAULT 'interview',
    "held_on" DATE NOT NULL,
    "interviewer_id" UUID,
    "interviewees" TEXT NOT NULL DEFAULT '',
    "guide" TEXT NOT NULL DEFAULT '',
    "status" TEXT NOT NULL DEFAULT 'open',
    "note" TEXT NOT NULL DEFAULT '',
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "interview_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "interview_answer" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "interview_id" UUID NOT NULL,
    "question_key" TEXT NOT NULL DEFAULT '',
    "question" TEXT NOT NULL,
    "answer" TEXT NOT NULL DEFAULT '',
    "used_for" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "interview_answer_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "saved_view" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "list" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "shared" BOOLEAN NOT NULL DEFAULT false,
    "default_for_role" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "saved_view_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "objective" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "ref" TEXT COLLATE "C" NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "status" TEXT NOT NULL DEFAULT 'active',
    "owner_id" UUID,
    "note" TEXT NOT NULL DEFAULT '',
    "retired_at" DATE,
    "retired_reason" TEXT NOT NULL DEFAULT '',
    "title_key" TEXT COLLATE "C" NOT NULL,
    "search_text" TEXT NOT NULL,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "objective_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "requirement_objective" (
    "organization_id" UUID NOT NULL,
    "requirement_id" UUID NOT NULL,
    "objective_id" UUID NOT NULL,

    CONSTRAINT "requirement_objective_pkey" PRIMARY KEY ("organization_id","requirement_id","objective_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "catalogue_exclusion_organization_id_template_key_key" ON "catalogue_exclusion"("organization_id", "template_key");

-- CreateIndex
CREATE UNIQUE INDEX "workshop_organization_id_ref_key" ON "workshop"("organization_id", "ref");

-- CreateIndex
CREATE INDEX "workshop_entry_organization_id_workshop_id_created_at_idx" ON "workshop_entry"("organization_id", "workshop_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "workshop_vote_organization_id_workshop_id_party_id_voter_id_key" ON "workshop_vote"("organization_id", "workshop_id", "party_id", "voter_id");

-- CreateIndex
CREATE UNIQUE INDEX "interview_organization_id_ref_key" ON "interview"("organization_id", "ref");

-- CreateIndex
CREATE INDEX "interview_answer_organization_id_interview_id_idx" ON "interview_answer"("organization_id", "interview_id");

-- CreateIndex
CREATE INDEX "saved_view_organization_id_list_idx" ON "saved_view"("organization_id", "list");

-- CreateIndex
CREATE UNIQUE INDEX "objective_organization_id_ref_key" ON "objective"("organization_id", "ref");

-- CreateIndex
CREATE INDEX "requirement_objective_organization_id_objective_id_idx" ON "requirement_objective"("organization_id", "objective_id");

-- AddForeignKey
ALTER TABLE "workshop_entry" ADD CONSTRAINT "workshop_entry_organization_id_workshop_id_fkey" FOREIGN KEY ("organization_id", "workshop_id") REFERENCES "workshop"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "workshop_entry" ADD CONSTRAINT "workshop_entry_organization_id_party_id_fkey" FOREIGN KEY ("organization_id", "party_id") REFERENCES "interested_party"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "workshop_vote" ADD CONSTRAINT "workshop_vote_organization_id_workshop_id_fkey" FOREIGN KEY ("organization_id", "workshop_id") REFERENCES "workshop"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "workshop_vote" ADD CONSTRAINT "workshop_vote_organization_id_party_id_fkey" FOREIGN KEY ("organization_id", "party_id") REFERENCES "interested_party"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "interview" ADD CONSTRAINT "interview_organization_id_party_id_fkey" FOREIGN KEY ("organization_id", "party_id") REFERENCES "interested_party"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "interview_answer" ADD CONSTRAINT "interview_answer_organization_id_interview_id_fkey" FOREIGN KEY ("organization_id", "interview_id") REFERENCES "interview"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "requirement_objective" ADD CONSTRAINT "requirement_objective_organization_id_requirement_id_fkey" FOREIGN KEY ("organization_id", "requirement_id") REFERENCES "requirement"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "requirement_objective" ADD CONSTRAINT "requirement_objective_organization_id_objective_id_fkey" FOREIGN KEY ("organization_id", "objective_id") REFERENCES "objective"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- ---------------------------------------------------------------------------------------------------------------------------------
-- By hand: choices, scales and the walls, as in the first migration.
ALTER TABLE "interested_party" ADD CONSTRAINT "interested_party_legitimacy_check" CHECK ("legitimacy" BETWEEN 1 AND 3);
ALTER TABLE "interested_party" ADD CONSTRAINT "interested_party_urgency_check" CHECK ("urgency" BETWEEN 1 AND 3);
ALTER TABLE "objective" ADD CONSTRAINT "objective_status_check" CHECK ("status" IN ('active', 'retired'));
ALTER TABLE "workshop" ADD CONSTRAINT "workshop_status_check" CHECK ("status" IN ('open', 'revealed', 'closed') AND "kind" IN ('identification', 'voting'));
ALTER TABLE "workshop_entry" ADD CONSTRAINT "workshop_entry_status_check" CHECK ("status" IN ('open', 'promoted', 'merged', 'dismissed'));
ALTER TABLE "workshop_entry" ADD CONSTRAINT "workshop_entry_pestle_check" CHECK ("pestle" IN ('political', 'economic', 'social', 'technological', 'legal', 'environmental'));
ALTER TABLE "workshop_vote" ADD CONSTRAINT "workshop_vote_power_check" CHECK ("power" BETWEEN 1 AND 5);
ALTER TABLE "workshop_vote" ADD CONSTRAINT "workshop_vote_interest_check" CHECK ("interest" BETWEEN 1 AND 5);
ALTER TABLE "workshop_vote" ADD CONSTRAINT "workshop_vote_support_check" CHECK ("support" BETWEEN -2 AND 2);
ALTER TABLE "interview" ADD CONSTRAINT "interview_status_check" CHECK ("status" IN ('open', 'closed'));
ALTER TABLE "interview" ADD CONSTRAINT "interview_method_check" CHECK ("method" IN ('interview', 'survey', 'workshop', 'focus_group', 'document_analysis', 'feedback', 'market_research', 'observation'));
ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_default_for_role_check" CHECK ("default_for_role" IN ('owner', 'isms-manager', 'contributor', 'leadership', 'auditor', 'viewer'));
ALTER TABLE "catalogue_exclusion" ADD CONSTRAINT "catalogue_exclusion_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "catalogue_exclusion" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "catalogue_exclusion" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "catalogue_exclusion" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "workshop" ADD CONSTRAINT "workshop_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "workshop" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "workshop" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "workshop" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "workshop_entry" ADD CONSTRAINT "workshop_entry_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "workshop_entry" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "workshop_entry" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "workshop_entry" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "workshop_vote" ADD CONSTRAINT "workshop_vote_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "workshop_vote" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "workshop_vote" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "workshop_vote" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "interview" ADD CONSTRAINT "interview_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "interview" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "interview" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "interview" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "interview_answer" ADD CONSTRAINT "interview_answer_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "interview_answer" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "interview_answer" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "interview_answer" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "saved_view" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "saved_view" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "saved_view" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "objective" ADD CONSTRAINT "objective_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "objective" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "objective" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "objective" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "requirement_objective" ADD CONSTRAINT "requirement_objective_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "requirement_objective" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "requirement_objective" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "requirement_objective" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE ON "catalogue_exclusion", "workshop", "workshop_entry", "workshop_vote", "interview", "interview_answer", "saved_view", "objective", "requirement_objective" TO app_rw;
-- A saved view is a convenience of people; a link is no record.
GRANT DELETE ON "saved_view", "requirement_objective" TO app_rw;
