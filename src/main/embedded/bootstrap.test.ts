import { expect, test } from 'vitest'
import { bootstrap } from './bootstrap'
import { openMemoryDatabase } from './testing/memory-database'

// As `supabase start` has them: what Supabase's own auth service reads and writes, without what belongs to features
// that are not offered here.
const tables = {
  users: `instance_id uuid, id uuid, aud character varying(255), role character varying(255),
    email character varying(255), encrypted_password character varying(255), email_confirmed_at timestamp with time zone,
    invited_at timestamp with time zone, confirmation_token character varying(255),
    confirmation_sent_at timestamp with time zone, recovery_token character varying(255),
    recovery_sent_at timestamp with time zone, email_change_token_new character varying(255),
    email_change character varying(255), email_change_sent_at timestamp with time zone,
    last_sign_in_at timestamp with time zone, raw_app_meta_data jsonb, raw_user_meta_data jsonb, is_super_admin boolean,
    created_at timestamp with time zone, updated_at timestamp with time zone, phone text,
    phone_confirmed_at timestamp with time zone, phone_change text, phone_change_token character varying(255),
    phone_change_sent_at timestamp with time zone, confirmed_at timestamp with time zone,
    email_change_token_current character varying(255), email_change_confirm_status smallint,
    banned_until timestamp with time zone, reauthentication_token character varying(255),
    reauthentication_sent_at timestamp with time zone, is_sso_user boolean, deleted_at timestamp with time zone,
    is_anonymous boolean`,
  identities: `provider_id text, user_id uuid, identity_data jsonb, provider text,
    last_sign_in_at timestamp with time zone, created_at timestamp with time zone, updated_at timestamp with time zone,
    email text, id uuid`,
  sessions: `id uuid, user_id uuid, created_at timestamp with time zone, updated_at timestamp with time zone,
    factor_id uuid, aal auth.aal_level, not_after timestamp with time zone, refreshed_at timestamp without time zone,
    user_agent text, ip inet, tag text, oauth_client_id uuid, refresh_token_hmac_key text, refresh_token_counter bigint,
    scopes text`,
  refresh_tokens: `instance_id uuid, id bigint, token character varying(255), user_id character varying(255),
    revoked boolean, created_at timestamp with time zone, updated_at timestamp with time zone,
    parent character varying(255), session_id uuid`,
  mfa_amr_claims: `session_id uuid, created_at timestamp with time zone, updated_at timestamp with time zone,
    authentication_method text, id uuid`,
}

test('the auth tables have the columns they have on Supabase', async () => {
  const db = await openMemoryDatabase()
  for (const [table, columns] of Object.entries(tables)) {
    const { rows } = await db.query<{ written: string }>(
      `select attname || ' ' || format_type(atttypid, atttypmod) as written from pg_attribute
       where attrelid = $1::regclass and attnum > 0 and not attisdropped order by attnum`,
      [`auth.${table}`],
    )
    expect(rows.map(({ written }) => written)).toEqual(columns.split(/,\s*/))
  }
  await db.close()
})

test('brings a database of an earlier Kith up to date, with the sessions it has', async () => {
  const db = await openMemoryDatabase()
  await db.exec(`
    alter table auth.sessions drop column oauth_client_id, drop column scopes, alter column aal type text;
    alter table auth.sessions alter column aal set default 'aal1';
    insert into auth.users (id) values ('00000000-0000-4000-8000-000000000001');
    insert into auth.sessions (id, user_id) values (gen_random_uuid(), '00000000-0000-4000-8000-000000000001');
    comment on schema auth is 'an earlier one'`)
  await bootstrap(db)
  const { rows } = await db.query('select pg_typeof(aal)::text as type, aal::text as aal, scopes from auth.sessions')
  expect(rows).toEqual([{ type: 'auth.aal_level', aal: 'aal1', scopes: null }])
  await db.close()
})
