-- What the register of copies tells of a file that left also covers its name, what it was narrowed to, how many rows it had, and who made it.
CREATE OR REPLACE FUNCTION refuse_change_of_copy() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status <> 'making' AND (NEW.sha256, NEW.kind, NEW.title, NEW.made_at, NEW.code_hash, NEW.version_id, NEW.sequence, NEW.status,
      NEW.number, NEW.format, NEW.file_name, NEW.filter_text, NEW.rows_shown, NEW.rows_total, NEW.version_label, NEW.classification, NEW.made_by_id, NEW.bytes)
     IS DISTINCT FROM (OLD.sha256, OLD.kind, OLD.title, OLD.made_at, OLD.code_hash, OLD.version_id, OLD.sequence, OLD.status,
      OLD.number, OLD.format, OLD.file_name, OLD.filter_text, OLD.rows_shown, OLD.rows_total, OLD.version_label, OLD.classification, OLD.made_by_id, OLD.bytes) THEN
    RAISE EXCEPTION 'the register of copies tells what left' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
