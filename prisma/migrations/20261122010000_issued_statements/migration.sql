-- An issued statement of applicability and a kept run of the self-assessment stay as they were, whatever the code tries.
REVOKE UPDATE ON "soa_version", "self_assessment" FROM app_rw;
CREATE FUNCTION refuse_change_of_record() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was issued is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER soa_version_append_only BEFORE UPDATE OR DELETE ON "soa_version" FOR EACH ROW EXECUTE FUNCTION refuse_change_of_record();
CREATE TRIGGER soa_version_no_truncate BEFORE TRUNCATE ON "soa_version" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_record();
CREATE TRIGGER self_assessment_append_only BEFORE UPDATE OR DELETE ON "self_assessment" FOR EACH ROW EXECUTE FUNCTION refuse_change_of_record();
CREATE TRIGGER self_assessment_no_truncate BEFORE TRUNCATE ON "self_assessment" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_record();
