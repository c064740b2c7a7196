-- A person's answers in one row, kept by the database with every change of one of them.
CREATE OR REPLACE FUNCTION communities_keep_profile() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    UPDATE communities_profile
       SET answers = answers - ARRAY['t' || OLD.trait_id, 'v' || OLD.trait_id]
     WHERE user_id = OLD.user_id;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO communities_profile AS held (user_id, answers)
    VALUES (
      NEW.user_id,
      jsonb_build_object('t' || NEW.trait_id, COALESCE(to_jsonb(NEW.folded), NEW.value))
      -- What an organisation verified is held once more: criteria may ask for nothing but that.
      || CASE WHEN NEW.source = 'verified'
         THEN jsonb_build_object('v' || NEW.trait_id, COALESCE(to_jsonb(NEW.folded), NEW.value))
         ELSE '{}' END
    )
    ON CONFLICT (user_id) DO UPDATE SET answers = held.answers || excluded.answers;
  END IF;
  RETURN NULL;
END $$;

DROP TRIGGER IF EXISTS keep_profile ON communities_traitvalue;
CREATE TRIGGER keep_profile
AFTER INSERT OR DELETE OR UPDATE ON communities_traitvalue
FOR EACH ROW EXECUTE FUNCTION communities_keep_profile();

-- Free text is folded by who writes it, and comes here with that.
INSERT INTO communities_profile (user_id, answers)
SELECT user_id, jsonb_object_agg('t' || trait_id, value)
FROM communities_traitvalue GROUP BY user_id
ON CONFLICT (user_id) DO UPDATE SET answers = excluded.answers;
