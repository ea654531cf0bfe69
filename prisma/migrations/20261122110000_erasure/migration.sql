-- AlterTable
ALTER TABLE "history_payload" ADD COLUMN     "erased_at" TIMESTAMPTZ(3),
ALTER COLUMN "payload" DROP NOT NULL,
ALTER COLUMN "salt" DROP NOT NULL;

-- What an entry said is there as a whole, or was erased on a day.
ALTER TABLE "history_payload" ADD CONSTRAINT "history_payload_erased_check"
  CHECK (("payload" IS NULL) = ("salt" IS NULL) AND ("payload" IS NULL) = ("erased_at" IS NOT NULL));

-- The only role that may erase what an entry said. A transaction becomes it for this one statement; app_rw has no such right and is no member of it.
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'app_eraser') THEN
    CREATE ROLE app_eraser NOLOGIN;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; -- another database of this cluster was migrated at the same moment
END $$;
GRANT USAGE ON SCHEMA public TO app_eraser;
GRANT SELECT ON "history_payload" TO app_eraser;
GRANT UPDATE ("payload", "salt", "erased_at") ON "history_payload" TO app_eraser;

-- Erasing is the only change, and for that role only; nobody alters or deletes a payload.
CREATE FUNCTION refuse_payload_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND current_user = 'app_eraser' AND OLD."erased_at" IS NULL
     AND NEW."organization_id" = OLD."organization_id" AND NEW."sequence" = OLD."sequence"
     AND NEW."payload" IS NULL AND NEW."salt" IS NULL AND NEW."erased_at" IS NOT NULL THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'the history is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
DROP TRIGGER history_payload_append_only ON "history_payload";
CREATE TRIGGER history_payload_append_only BEFORE UPDATE OR DELETE ON "history_payload" FOR EACH ROW EXECUTE FUNCTION refuse_payload_change();
