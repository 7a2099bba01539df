import type { VNode } from 'preact';
import { z } from 'zod';
import type { PlainDate } from '../../../platform/clock.ts';
import {
  Chip,
  Columns,
  type Fact,
  Facts,
  getScreen,
  Lines,
  type PageContext,
  PageHead,
  Panel,
  type Screen,
} from '../../../platform/web/index.ts';
import type { Organisation, Profile, Role, Scene } from '../../../profile/index.ts';
import { readStaffOf, type StaffRow } from '../actions/index.ts';
import { familyOf } from '../rules.ts';
import { nameOf, roleNames } from './parts.tsx';

type One = {
  readonly one: Organisation;
  readonly parent: Organisation | undefined;
  readonly units: readonly Organisation[];
  readonly roles: readonly Role[];
  readonly staff: readonly StaffRow[];
};
type Part = { readonly data: One; readonly page: PageContext };

const loadOne = async (scene: Scene, code: string): Promise<One | null> => {
  const { organisations, roles } = scene.profile;
  const one = organisations.find((organisation) => organisation.code === code);
  if (!one) return null;
  return {
    one,
    parent: organisations.find((other) => other.code === one.parent),
    units: organisations.filter((other) => other.parent === code),
    roles: one.accounts ? roles.filter((role) => role.organisations.includes(code)) : [],
    staff: await readStaffOf(scene, code),
  };
};

type Contact = Organisation['contacts'][number];

/** An address one can press, where the value is nothing but one. */
const hrefOf = ({ type, value }: Contact): string | null => {
  if ((type === 'phone' || type === 'mobile') && /^[+\d][\d\s]+$/.test(value.replace(/[()]/g, '')))
    return `tel:${value.replace(/[^+\d]/g, '')}`;
  return type === 'email' ? `mailto:${value}` : null;
};

const ContactLine = ({ contact, page }: { contact: Contact; page: PageContext }): VNode => {
  const { words } = page;
  const href = hrefOf(contact);
  const hours: Readonly<Record<string, string>> | null = contact.hours;
  return (
    <li>
      <span class="soft">{words.t(`directory.contact.${contact.type}`)}</span>
      <span class="line-main">{href ? <a href={href}>{contact.value}</a> : contact.value}</span>
      {hours ? <span class="soft">{hours[words.language] ?? hours['en']}</span> : null}
      <span>
        {contact.checked_on ? (
          <Chip tone="good">
            {words.t('directory.one.checked', { date: words.date(contact.checked_on as PlainDate, 'long') })}
          </Chip>
        ) : (
          <Chip tone="warn">{words.t('directory.one.not-checked')}</Chip>
        )}
      </span>
    </li>
  );
};

const Contacts = ({ data: { one }, page }: Part): VNode => (
  <Panel title={page.words.t('directory.one.contacts')}>
    {one.contacts.length === 0 ? (
      <p class="soft">{page.words.t('directory.one.no-contact')}</p>
    ) : (
      <ul class="lines">
        {one.contacts.map((contact) => (
          <ContactLine key={contact.value} contact={contact} page={page} />
        ))}
      </ul>
    )}
    {one.contacts.some((contact) => !contact.checked_on) ? (
      <p class="soft">{page.words.t('directory.one.ring')}</p>
    ) : null}
  </Panel>
);

const provenanceTone = (provenance: string) =>
  provenance === 'source_document' ? ('good' as const) : ('warn' as const);

const Basis = ({ data: { one }, page }: Part): VNode | null =>
  one.legal_basis.length === 0 ? null : (
    <Panel title={page.words.t('directory.one.basis')}>
      <Lines
        lines={one.legal_basis.map((basis) => ({
          main: <span lang="en">{basis.ref}</span>,
          note: (
            <Chip tone={provenanceTone(basis.provenance)}>
              {page.words.t(`directory.provenance.${basis.provenance}`)}
            </Chip>
          ),
        }))}
      />
    </Panel>
  );

/** What the profile says of a body's tasks stands there in English alone. */
/** Mandate and tasks in the reader's language, or in English where there is no translation. */
const tasksOf = (one: Organisation, language: string) => {
  const translated = language === 'fr' || language === 'de' ? one.translations?.[language] : undefined;
  const { mandate, may, may_not: never } = translated ?? one;
  return { mandate, may, never, language: translated === undefined ? 'en' : language };
};

/** What is to be known of the language of the tasks: only English, or a translation nobody has reviewed. */
const TasksNote = ({ one, page }: { one: Organisation; page: PageContext }): VNode | null => {
  const { t, language } = page.words;
  const shown = tasksOf(one, language);
  if (language === 'en' || (shown.mandate === undefined && shown.may.length + shown.never.length === 0)) return null;
  if (shown.language === 'en') return <p class="soft">{t('directory.one.english')}</p>;
  return one.translations?.review === 'reviewed' ? null : <p class="soft">{t('directory.one.unreviewed')}</p>;
};

const Tasks = (props: {
  readonly title: string;
  readonly tasks: readonly string[];
  readonly tone: string;
  readonly language: string;
}): VNode | null =>
  props.tasks.length === 0 ? null : (
    <Panel title={props.title}>
      <ul class={`tasks ${props.tone}`} lang={props.language}>
        {props.tasks.map((task) => (
          <li key={task}>{task}</li>
        ))}
      </ul>
    </Panel>
  );

const Roles = ({ data: { roles }, page }: Part): VNode | null =>
  roles.length === 0 ? null : (
    <Panel title={page.words.t('directory.one.roles')}>
      <Lines
        lines={roles.map((role) => ({
          main: roleNames(page, [role.code]),
          note: page.words.t(`directory.one.sign-in.${role.sign_in}`),
        }))}
      />
    </Panel>
  );

const People = ({ data: { staff }, page }: Part): VNode | null =>
  staff.length === 0 ? null : (
    <Panel title={page.words.t('directory.one.people')}>
      <Facts
        facts={staff
          .filter(({ state }) => state !== 'disabled')
          .map((person) => ({
            label: person.displayName,
            value: roleNames(page, person.roles),
            note: person.workContact || undefined,
          }))}
      />
    </Panel>
  );

const Belonging = ({ data: { one, parent, units }, page }: Part): VNode | null => {
  const { t, language } = page.words;
  const door = (body: Organisation): VNode => <a href={`/directory/${body.code}`}>{nameOf(body, language)}</a>;
  const facts: Fact[] = [
    ...(parent ? [{ label: t('directory.one.parent'), value: door(parent) }] : []),
    ...units.map((unit, index) => ({ label: index === 0 ? t('directory.one.units') : '', value: door(unit) })),
    ...(one.former_names.length > 0 ? [{ label: t('directory.one.former'), value: one.former_names.join(', ') }] : []),
  ];
  return facts.length === 0 ? null : (
    <Panel title={t('directory.one.belonging')}>
      <Facts facts={facts} />
    </Panel>
  );
};

const OnePage = ({ data, page }: Part): VNode => {
  const { one } = data;
  const { t } = page.words;
  const tasks = tasksOf(one, page.words.language);
  return (
    <>
      <PageHead
        title={nameOf(one, page.words.language)}
        lead={tasks.mandate ? <span lang={tasks.language}>{tasks.mandate}</span> : undefined}
        back={{ href: '/directory', label: t('directory.list.title') }}
        chips={
          <>
            <Chip>{one.code}</Chip>
            <Chip>{t(`directory.family.${familyOf(one.kind)}`)}</Chip>
            {one.in_monitoring_committee ? <Chip tone="thread">{t('directory.one.committee')}</Chip> : null}
            {one.accounts ? <Chip tone="good">{t('directory.one.works')}</Chip> : null}
          </>
        }
      />
      <Columns
        aside={
          <>
            <Contacts data={data} page={page} />
            <Belonging data={data} page={page} />
            <Basis data={data} page={page} />
          </>
        }
      >
        {one.may.length + one.may_not.length === 0 ? <p class="empty">{t('directory.one.nothing')}</p> : null}
        <TasksNote one={one} page={page} />
        <Tasks title={t('directory.one.may')} tasks={tasks.may} tone="good" language={tasks.language} />
        <Tasks title={t('directory.one.never')} tasks={tasks.never} tone="danger" language={tasks.language} />
        <Roles data={data} page={page} />
        <People data={data} page={page} />
      </Columns>
    </>
  );
};

/** One body: what it may and never may do, how to reach it, which roles it has here and who holds them. */
export const organisationScreen: Screen<Profile> = getScreen({
  room: 'directory',
  path: '/directory/:code',
  permit: 'directory.read',
  params: z.object({ code: z.string().regex(/^[A-Z0-9-]{1,20}$/) }),
  load: (scene: Scene, { params }) => loadOne(scene, params.code),
  title: (data, words) => `${data.one.code} · ${words.t('directory.list.title')}`,
  page: (data, page) => <OnePage data={data} page={page} />,
});
