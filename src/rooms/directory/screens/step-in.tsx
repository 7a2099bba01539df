import type { VNode } from 'preact';
import { z } from 'zod';
import { ErrorSummary } from '../../../platform/form/index.ts';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
import {
  Facts,
  FormFor,
  hashOfToken,
  newSessionToken,
  openGet,
  openPost,
  type PageContext,
  PageHead,
  Panel,
  type Screen,
  type Visit,
} from '../../../platform/web/index.ts';
import type { Profile } from '../../../profile/index.ts';
import { type DirectoryTools, listPersonas, type Persona } from '../actions/index.ts';
import { worthTrying } from '../rules.ts';
import { roleNames } from './parts.tsx';
import { keepingNext, keepSession, nextOf, vaultRefusal } from './sign-in.tsx';

type ToTry = DirectoryTools['toTry'];
type Shown = { readonly personas: readonly Persona[]; readonly profile: Profile; readonly toTry: ToTry };
type Body = { readonly code: string; readonly name: string; readonly personas: readonly Persona[] };

/** What this persona can try, in a line: told by permits, so that it holds in every country. */
const tries = ({ words }: PageContext, persona: Persona, profile: Profile): string => {
  const permits = profile.roles.filter(({ code }) => persona.roles.includes(code)).flatMap((role) => role.permits);
  return worthTrying(permits)
    .map((permit) => words.t(`directory.try.${permit}`))
    .join(' · ');
};

const PersonaRow = ({ persona, page, profile }: { persona: Persona; page: PageContext; profile: Profile }): VNode => (
  <li data-roles={persona.roles.join(' ')} data-body={persona.organisationCode}>
    <FormFor page={page} action={keepingNext('/step-in', page.query)} light class="door-form">
      <input type="hidden" name="staff" value={persona.staffId} />
      <button type="submit" class="door">
        <b>{roleNames(page, persona.roles)}</b>
        <span>{persona.displayName}</span>
        <span class="soft">{tries(page, persona, profile)}</span>
      </button>
    </FormFor>
  </li>
);

const byRole = (one: Persona, other: Persona): number => one.roles.join().localeCompare(other.roles.join());

const bodiesOf = (personas: readonly Persona[], language: string): readonly Body[] => {
  const codes = [...new Set(personas.map(({ organisationCode }) => organisationCode))];
  const bodies = codes.map((code) => {
    const own = personas.filter(({ organisationCode }) => organisationCode === code);
    const names = own[0]?.organisationNames ?? {};
    return { code, name: names[language] ?? names['en'] ?? code, personas: own.toSorted(byRole) };
  });
  return bodies.toSorted((one, other) => one.name.localeCompare(other.name, language));
};

/** The one place of the program where somebody else's number and words stand: those of a person who does not exist. */
const OwnPageToTry = ({ toTry, page }: { toTry: NonNullable<ToTry>; page: PageContext }): VNode => (
  <Panel title={page.words.t('directory.step-in.own-page')}>
    <p>{page.words.t('directory.step-in.own-page-lead')}</p>
    <Facts
      facts={[
        { label: page.words.t('directory.step-in.own-page-number'), value: <code dir="ltr">{toTry.number}</code> },
        { label: page.words.t('directory.step-in.own-page-words'), value: <code lang="fr">{toTry.words}</code> },
      ]}
    />
    <p>
      <a href={toTry.address(page.words.language)}>{page.words.t('directory.step-in.own-page-open')}</a>
    </p>
  </Panel>
);

const StepInPage = ({ data: { personas, profile, toTry }, page }: { data: Shown; page: PageContext }): VNode => (
  <>
    <PageHead title={page.words.t('directory.step-in.title')} lead={page.words.t('directory.step-in.lead')} />
    <ErrorSummary page={page} />
    {personas.length === 0 ? <p class="empty">{page.words.t('directory.step-in.nobody')}</p> : null}
    <div class="door-groups">
      {bodiesOf(personas, page.words.language).map((body) => (
        <section key={body.code} class="door-group">
          <h2>{body.name}</h2>
          <ul class="doors">
            {body.personas.map((persona) => (
              <PersonaRow key={persona.staffId} persona={persona} page={page} profile={profile} />
            ))}
          </ul>
        </section>
      ))}
    </div>
    {toTry === undefined || personas.length === 0 ? null : <OwnPageToTry toTry={toTry} page={page} />}
    <p>
      <a href={keepingNext('/sign-in', page.query)}>{page.words.t('directory.step-in.sign-in')}</a>
    </p>
  </>
);

/** The page that lists the personas of the demonstration. */
const stepInPage = (tools: DirectoryTools): Screen<Profile> =>
  openGet<Profile, Shown>({
    room: 'directory',
    path: '/step-in',
    load: async (visit) => ({
      ...{ personas: await listPersonas(tools.database), profile: visit.environment.profile, toTry: tools.toTry },
    }),
    title: (_, words) => words.t('directory.step-in.title'),
    page: (data, page) => <StepInPage data={data} page={page} />,
  });

const isLoopback = (address: string): boolean => /^(127\.|::1$|::ffff:127\.)/.test(address);

const stepInBody = z.object({ staff: z.uuid() });

/** Only in the demonstration, only on loopback: a page to step in as any of the synthetic personas. */
export const stepInScreens = (tools: DirectoryTools): readonly Screen<Profile>[] => {
  if (!tools.demonstration) return [];
  const shown = stepInPage(tools);
  const sent = openPost({
    room: 'directory',
    path: '/step-in',
    body: stepInBody,
    act: async (visit: Visit<Profile>, input: { staff: string }) => {
      if (!isLoopback(visit.address)) return refuse('not_allowed');
      const token = newSessionToken();
      const signed = await tools.vault.stepIn({ staffId: input.staff, sessionHash: hashOfToken(token) });
      if (isRefusal(signed)) return vaultRefusal(signed);
      await keepSession(visit, tools, token, signed);
      // Whoever looks around goes on in the language she reads, not in the persona's.
      visit.keepLanguage();
      return { next: nextOf(visit.query) };
    },
    then: ({ next }) => next,
    again: shown,
  });
  return [shown, sent];
};
