import type { VNode } from 'preact';
import { ErrorSummary } from '../../../platform/form/index.ts';
import { FormFor, openGet, type PageContext, PageHead, type Screen } from '../../../platform/web/index.ts';
import type { Profile } from '../../../profile/index.ts';
import { type DirectoryTools, listPersonas, type Persona } from '../actions/index.ts';

type Shown = { readonly personas: readonly Persona[]; readonly profile: Profile };

const rolesOf = ({ roles }: Persona, profile: Profile, language: string): string =>
  roles
    .map((code) => {
      const names: Readonly<Record<string, string>> | undefined = profile.roles.find(
        (role) => role.code === code,
      )?.names;
      return names?.[language] ?? names?.['en'] ?? code;
    })
    .join(', ');

const PersonaRow = ({ persona, page, profile }: { persona: Persona; page: PageContext; profile: Profile }): VNode => (
  <li class="persona" data-roles={persona.roles.join(' ')} data-body={persona.organisationCode}>
    <FormFor page={page} action="/step-in" light class="persona-form">
      <input type="hidden" name="staff" value={persona.staffId} />
      <button type="submit" class="persona-button">
        <b>{rolesOf(persona, profile, page.words.language)}</b>
        <span>{persona.displayName}</span>
        <span class="soft">{persona.organisationNames[page.words.language] ?? persona.organisationCode}</span>
      </button>
    </FormFor>
  </li>
);

/** The page that lists the personas of the demonstration. */
export const stepInPage = (tools: DirectoryTools): Screen<Profile> =>
  openGet<Profile, Shown>({
    room: 'directory',
    path: '/step-in',
    load: async (visit) => ({ personas: await listPersonas(tools.database), profile: visit.environment.profile }),
    title: (_, words) => words.t('directory.step-in.title'),
    page: ({ personas, profile }, page) => (
      <>
        <PageHead title={page.words.t('directory.step-in.title')} lead={page.words.t('directory.step-in.lead')} />
        <ErrorSummary page={page} />
        <ul class="personas">
          {personas.map((persona) => (
            <PersonaRow key={persona.staffId} persona={persona} page={page} profile={profile} />
          ))}
        </ul>
      </>
    ),
  });
