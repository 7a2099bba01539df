import type { VNode } from 'preact';
import { z } from 'zod';
import {
  Button,
  ButtonLink,
  Chip,
  ErrorSummary,
  FieldSet,
  FormFor,
  getScreen,
  PageHead,
  type PageContext,
  Panel,
  postScreen,
  type Screen,
  typedState,
} from '../../../../platform/web/index.ts';
import type { Profile, Scene, ShortPath } from '../../../../profile/index.ts';
import { startDraft } from '../../actions/drafts/keep.ts';
import { referralCodes } from '../../facts/lists.ts';
import { labelForm } from '../../facts/other-forms.ts';
import { personFormFor } from '../../facts/person-form.ts';
import { reportForm } from '../../facts/report-form.ts';
import { personSectionsFor, reportSections } from '../../facts/sections.ts';
import { personPagesOn, reportPagesOn, shortPathsOf, withSignsOf } from '../../facts/short-paths.ts';
import { reportsByDuty } from '../../rules/routes.ts';
import { type ReferralTools, withKey } from './parts.tsx';
import { SheetSection } from './prompt-sheet.tsx';

/** A short path as a body meets it. */
export type PathPage = { readonly path: ShortPath; readonly profile: Profile; readonly byDuty: boolean };

type Props = PathPage & { readonly page: PageContext };
type Advice = ShortPath['do'][number];

const List = ({ lines, profile, page }: { lines: readonly Advice[] } & Props): VNode => (
  <ul>
    {lines.map(({ id, text }) => (
      <li key={id}>{profile.nameIn(text, page.words.language)}</li>
    ))}
  </ul>
);

const isSure = ({ provenance }: { readonly provenance: string }): boolean =>
  provenance === 'seen' || provenance === 'source_document';

/** What somebody in this office must and may not do, each with its law; what nobody has read in the text says so. */
const Duties = ({ path, profile, page }: Props): VNode => (
  <Panel title={page.words.t('referrals.path.duties')}>
    <ul>
      {path.duties.map((one) => (
        <li key={one.id}>
          {profile.nameIn(one.text, page.words.language)}{' '}
          <span class="soft">
            {one.law}
            {isSure(one) ? '' : ` · ${page.words.t('referrals.receipt.law_unverified')}`}
          </span>
        </li>
      ))}
    </ul>
  </Panel>
);

const signsOf = ({ path, profile }: PathPage) => path.signs.map((id) => profile.indicator(id));

/** What to look for here, what to do and what never, and the duties: the guideline of one setting. */
export const Guideline = (props: Props): VNode => {
  const { path, profile, page } = props;
  const { words } = page;
  return (
    <>
      <div class="pair">
        <Panel title={words.t('referrals.path.do')}>
          <List {...props} lines={path.do} />
        </Panel>
        <Panel title={words.t('referrals.path.do_not')}>
          <List {...props} lines={path.do_not} />
        </Panel>
      </div>
      {path.duties.length > 0 ? <Duties {...props} /> : null}
      <Panel title={words.t('referrals.path.signs')}>
        <p class="hint">{words.t('referrals.path.signs_text')}</p>
        <ul>
          {signsOf(props).map(({ id, names }) => (
            <li key={id}>{profile.nameIn(names, words.language)}</li>
          ))}
        </ul>
      </Panel>
      <p class="soft">{words.t('referrals.path.provenance')}</p>
    </>
  );
};

const PathStart = (props: Props): VNode => {
  const { path, profile, page } = props;
  const { words } = page;
  return (
    <>
      <PageHead
        title={profile.nameIn(path.names, words.language)}
        lead={words.t('referrals.path.lead')}
        back={{ href: '/reports', label: words.t('referrals.start.title') }}
        actions={
          <>
            <ButtonLink href={`/reports/paths/${path.code}/sheet`} kind="quiet">
              {words.t('referrals.start.prompt_sheet')}
            </ButtonLink>
            <a class="button quiet" href={`/reports/paths/${path.code}/sheet.pdf`} download>
              {words.t('referrals.path.sheet_pdf')}
            </a>
          </>
        }
      />
      <ErrorSummary page={page} />
      <Panel title={words.t('referrals.start.new')}>
        <p>{words.t('referrals.path.begin_text')}</p>
        <FormFor page={page} action={`/reports/paths/${path.code}`} light>
          <FieldSet page={page} form={labelForm} state={page.form ?? typedState({})} />
          <Button>{words.t('referrals.start.begin')}</Button>
        </FormFor>
      </Panel>
      <Guideline {...props} />
    </>
  );
};

const Sheet = (props: Props): VNode => {
  const { path, profile, byDuty, page } = props;
  const { words } = page;
  const codes = withSignsOf(path, referralCodes(profile));
  const form = personFormFor(byDuty);
  return (
    <>
      <PageHead
        title={profile.nameIn(path.names, words.language)}
        lead={words.t('referrals.sheet.nothing_sent')}
        back={{ href: `/reports/paths/${path.code}`, label: profile.nameIn(path.names, words.language) }}
        chips={<Chip>{words.t('referrals.sheet.title')}</Chip>}
      />
      <Guideline {...props} />
      {reportPagesOn(path, reportSections).map((section) => (
        <SheetSection key={section.key} {...{ page, section, codes }} form={reportForm} />
      ))}
      <h2>{words.t('referrals.sheet.per_person')}</h2>
      {personPagesOn(path, personSectionsFor(byDuty)).map((section) => (
        <SheetSection key={section.key} {...{ page, section, codes, form }} />
      ))}
    </>
  );
};

export const pathParams = z.object({ path: z.string().max(40) });

/** A short path of the viewer's own body; null for any other. */
export const loadPath = async (
  { profile, viewer }: Scene,
  { params }: { readonly params: { readonly path: string } },
): Promise<PathPage | null> => {
  const path = shortPathsOf(profile, viewer.organisationCode).find(({ code }) => code === params.path);
  return path ? { path, profile, byDuty: reportsByDuty(profile, viewer.organisationCode) } : null;
};

/** The short forms of a body, each with its guideline and its questions on paper. */
export const shortPathScreens = (tools: ReferralTools): readonly Screen<Profile>[] => {
  const place = { room: 'referrals', permit: 'referrals.write', params: pathParams } as const;
  const title = ({ path, profile }: PathPage, { language }: { readonly language: string }): string =>
    profile.nameIn(path.names, language);
  const start = getScreen({
    ...{ ...place, path: '/reports/paths/:path', load: loadPath, title },
    page: (loaded: PathPage, page) => <PathStart {...loaded} page={page} />,
  });
  return [
    start,
    postScreen({
      ...{ ...place, journals: [], path: '/reports/paths/:path', once: true, body: labelForm, again: start },
      act: (scene: Scene, input: { readonly own_label?: string | undefined }, { params }) =>
        startDraft(withKey(scene, tools), { label: input.own_label ?? '', path: params.path }),
      then: ({ draftId }) => `/reports/drafts/${draftId}/page/all`,
    }),
    getScreen({
      ...{ ...place, path: '/reports/paths/:path/sheet', load: loadPath, title },
      page: (loaded: PathPage, page) => <Sheet {...loaded} page={page} />,
    }),
  ];
};
