"""PostgreSQL itself refuses to change the words of an issued edition.

Emptying whole tables (TRUNCATE) fires no row trigger and stays possible.
"""

from django.db import migrations

# The share lock makes issuing and editing wait for each other.
REFUSE = """
CREATE FUNCTION audits_refuse_if_issued(edition bigint) RETURNS void AS $$
DECLARE
    found_state text;
BEGIN
    SELECT state INTO found_state FROM audits_edition WHERE id = edition FOR SHARE;
    IF found_state = 'issued' THEN
        RAISE EXCEPTION 'Edition % is issued: its words never change.', edition
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
END $$ LANGUAGE plpgsql;
"""

# The argument says which column leads to the edition.
KEEP_WORDS = """
CREATE FUNCTION audits_edition_of(part jsonb, by_column text) RETURNS bigint AS $$
    SELECT CASE by_column
        WHEN 'edition_id' THEN (part ->> 'edition_id')::bigint
        WHEN 'scale_id' THEN (
            SELECT edition_id FROM audits_ratingscale
            WHERE id = (part ->> 'scale_id')::bigint)
        WHEN 'question_id' THEN (
            SELECT edition_id FROM audits_question
            WHERE id = (part ->> 'question_id')::bigint)
    END
$$ LANGUAGE sql;

CREATE FUNCTION audits_keep_words() RETURNS trigger AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW IS NOT DISTINCT FROM OLD THEN
        RETURN NEW;
    END IF;
    IF TG_OP <> 'INSERT' THEN
        PERFORM audits_refuse_if_issued(
            audits_edition_of(to_jsonb(OLD), TG_ARGV[0]));
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM audits_refuse_if_issued(
            audits_edition_of(to_jsonb(NEW), TG_ARGV[0]));
        RETURN NEW;
    END IF;
    RETURN OLD;
END $$ LANGUAGE plpgsql;
"""

# Which group agreed the wording may still be written down once, later.
KEEP_EDITION = """
CREATE FUNCTION audits_keep_edition() RETURNS trigger AS $$
BEGIN
    IF TG_OP = 'DELETE' OR
        (NEW.questionnaire_id, NEW.number, NEW.label, NEW.introduction_en,
         NEW.introduction_cy, NEW.state, NEW.follows_id, NEW.issued_at,
         NEW.issued_by_id)
        IS DISTINCT FROM
        (OLD.questionnaire_id, OLD.number, OLD.label, OLD.introduction_en,
         OLD.introduction_cy, OLD.state, OLD.follows_id, OLD.issued_at,
         OLD.issued_by_id)
        OR (OLD.approved_on IS NOT NULL AND
            (NEW.approved_on, NEW.approved_by_group_id)
            IS DISTINCT FROM (OLD.approved_on, OLD.approved_by_group_id))
    THEN
        RAISE EXCEPTION 'Edition % is issued and never changes.', OLD.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$ LANGUAGE plpgsql;
CREATE TRIGGER audits_keep_edition BEFORE UPDATE OR DELETE ON audits_edition
    FOR EACH ROW WHEN (OLD.state = 'issued') EXECUTE FUNCTION audits_keep_edition();
"""

TABLES = {
    "audits_ratingscale": "edition_id",
    "audits_ratinglevel": "scale_id",
    "audits_section": "edition_id",
    "audits_question": "edition_id",
    "audits_leveldescriptor": "question_id",
}
TRIGGERS = "\n".join(
    f"CREATE TRIGGER audits_keep_words BEFORE INSERT OR UPDATE OR DELETE ON {table}"
    f" FOR EACH ROW EXECUTE FUNCTION audits_keep_words('{column}');"
    for table, column in TABLES.items()
)
NO_TRIGGERS = "\n".join(f"DROP TRIGGER audits_keep_words ON {t};" for t in TABLES)
NO_EDITION = """
DROP TRIGGER audits_keep_edition ON audits_edition;
DROP FUNCTION audits_keep_edition();
"""
NO_WORDS = """
DROP FUNCTION audits_keep_words();
DROP FUNCTION audits_edition_of(jsonb, text);
"""


class Migration(migrations.Migration):
    dependencies = [("audits", "0001_tables")]

    operations = [
        migrations.RunSQL(REFUSE, "DROP FUNCTION audits_refuse_if_issued(bigint);"),
        migrations.RunSQL(KEEP_WORDS, NO_WORDS),
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
        migrations.RunSQL(KEEP_EDITION, NO_EDITION),
    ]
