import type { Actor } from '../actors.ts';
import { type Attempt, bytes, id, inserts, moment, own, type Row, row, self, updates, type Values } from './row.ts';

/** Finds an actor, or a row of the world, by name. */
export type People = (name: string) => Actor;
export type Find = (table: string, kind: string) => Row;

const later = '2099-01-01T00:00:00Z';
const bytesOf = (hex: string): Buffer => Buffer.from(hex, 'hex');
const sessionOf = (actor: Actor): Buffer => bytesOf((JSON.parse(actor.context ?? '{}') as { session: string }).session);

const credential = (kind: string, staff: string, more: Values = {}): Values => ({
  id: id(`credential ${kind}`),
  staff_id: staff,
  kind: 'totp',
  secret_part: bytes(40),
  ...more,
});
const activation = (words: string, staff: string): Values => ({
  id: id(`activation ${words}`),
  staff_id: staff,
  code_hash: bytes(32, words.length),
  expires_at: later,
});

const form = (fill: number, staff: string, more: Values = {}): Values => ({
  form_hash: bytes(32, fill),
  staff_id: staff,
  led_to: '/cases',
  ...more,
});

/** The signing key, sessions, credentials: what only the vault and the definer functions touch. */
export const securityRows = (of: People): Row[] => [
  row('security.session', 'live', { id_hash: sessionOf(of('labour_inspector')) }, ['id_hash']),
  row('security.session', 'ended', { id_hash: sessionOf(of('ended session')) }, ['id_hash']),
  row('security.context_key', 'the key', { id: 1 }),
  row('security.form_done', 'of an inspector', form(1, of('labour_inspector').staffId), ['form_hash']),
  row(
    'security.form_done',
    'of an inspector, not led anywhere yet',
    form(2, of('labour_inspector').staffId, { led_to: '' }),
    ['form_hash'],
  ),
  row(
    'security.form_done',
    'of an inspector, of last year',
    form(3, of('labour_inspector').staffId, { done_at: moment }),
    ['form_hash'],
  ),
  row('security.installation', 'the mark', { id: 1, kind: 'production' }),
  row('security.credential', 'of an inspector', credential('inspector', of('labour_inspector').staffId)),
  row('security.credential', 'of a police officer', credential('police', of('judicial_police_officer').staffId)),
  row('security.credential', "of an inspectorate's administrator", credential('chief', of('administrator').staffId)),
  row('security.activation', 'of an inspector', activation('of an inspector', of('labour_inspector').staffId)),
  row('security.activation', 'of a police officer', activation('police', of('judicial_police_officer').staffId)),
  row(
    'security.sign_in_attempt',
    'a failure',
    { login_hash: bytes(32, 9), failures: 1, last_at: moment, blocked_until: moment },
    ['login_hash'],
  ),
];

export const securityAttempts = (of: People, find: Find): Attempt[] => [
  inserts('security.session', 'one of her own', {
    id_hash: bytes(32, 3),
    staff_id: self,
    organisation_id: own,
    kind: 'staff',
    context: '{}',
    mac: bytes(32),
    expires_at: later,
    idle_minutes: 30,
  }),
  inserts('security.form_done', 'her own', form(9, self)),
  inserts('security.form_done', 'for a colleague', form(9, of('labour_inspector/colleague').staffId)),
  updates('lead it', find('security.form_done', 'of an inspector, not led anywhere yet'), "led_to = '/cases'"),
  updates('lead it elsewhere', find('security.form_done', 'of an inspector'), "led_to = '/'"),
  updates('lead it nowhere', find('security.form_done', 'of an inspector, not led anywhere yet'), "led_to = ''"),
  updates('prolong it', find('security.session', 'live'), `expires_at = '${later}'`),
  updates('replace it', find('security.context_key', 'the key'), `key = '\\x${'00'.repeat(32)}'`),
  updates('call it a demonstration', find('security.installation', 'the mark'), "kind = 'demonstration'"),
  inserts('security.credential', 'for herself', credential('fresh', self, { kind: 'password' })),
  updates('disable an inspector’s', find('security.credential', 'of an inspector'), 'disabled_at = now()'),
  updates('disable a police officer’s', find('security.credential', 'of a police officer'), 'disabled_at = now()'),
  updates(
    'disable the administrator’s',
    find('security.credential', "of an inspectorate's administrator"),
    'disabled_at = now()',
  ),
  updates('enable an inspector’s', find('security.credential', 'of an inspector'), 'disabled_at = null'),
  updates('count a use', find('security.credential', 'of an inspector'), 'counter = counter + 1'),
  inserts('security.activation', 'for an inspector', activation('fresh', of('labour_inspector').staffId)),
  updates('use it up', find('security.activation', 'of an inspector'), 'used_at = now()'),
  inserts('security.sign_in_attempt', 'one more', {
    login_hash: bytes(32, 8),
    failures: 1,
    last_at: moment,
    blocked_until: moment,
  }),
  updates('forget it', find('security.sign_in_attempt', 'a failure'), 'failures = 1'),
];
