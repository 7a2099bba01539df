import type { VNode } from 'preact';
import type { CodeSource, Form } from '../../../../platform/form/index.ts';
import { getScreen, Notice, PageHead, type PageContext, Panel, type Screen } from '../../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../../profile/index.ts';
import { referralCodes } from '../../facts/lists.ts';
import { personFormFor } from '../../facts/person-form.ts';
import { reportForm } from '../../facts/report-form.ts';
import { personSectionsFor, reportSections, type Section } from '../../facts/sections.ts';
import { reportsByDuty } from '../../rules/routes.ts';
import { sectionTitle } from './parts.tsx';
import { type PrintedQuestion, printedQuestion, type Sheet } from './sheet-text.ts';

const Question = ({ it }: { it: PrintedQuestion }): VNode => (
  <div class={it.onlyIf ? 'conditional' : undefined} data-met="true">
    <p>
      <strong>{it.label}</strong>
    </p>
    {it.onlyIf ? <p class="hint">{it.onlyIf}</p> : null}
    {it.hint ? <p class="hint">{it.hint}</p> : null}
    {it.of.map((inner) => (
      <Question key={inner.id} it={inner} />
    ))}
    {it.answers ? <p>{it.answers}</p> : null}
    {it.untold ? <p class="soft">{it.untold}</p> : null}
  </div>
);

/** The questions of one page on paper. */
export const SheetSection = (props: {
  page: PageContext;
  form: Form<unknown>;
  section: Section;
  codes: CodeSource;
}): VNode => {
  const { page, form, section, codes } = props;
  const sheet: Sheet = { fields: form.fields, wording: { words: page.words, room: 'referrals', codes } };
  return (
    <Panel title={sectionTitle(page.words, section.key)}>
      {form.fields
        .filter((field) => section.fields.includes(field.id))
        .map((field) => (
          <Question key={field.id} it={printedQuestion(sheet, field, [field.id])} />
        ))}
    </Panel>
  );
};

const PromptSheet = ({ profile, byDuty, page }: { profile: Profile; byDuty: boolean; page: PageContext }): VNode => {
  const { words } = page;
  const codes = referralCodes(profile);
  const form = personFormFor(byDuty);
  return (
    <>
      <PageHead
        title={words.t('referrals.sheet.title')}
        lead={words.t('referrals.sheet.lead')}
        back={{ href: '/reports', label: words.t('referrals.start.title') }}
      />
      <Notice tone="warn">{words.t('referrals.sheet.nothing_sent')}</Notice>
      {reportSections
        .filter((section) => section.key !== 'on_behalf')
        .map((section) => (
          <SheetSection key={section.key} {...{ page, section, codes }} form={reportForm} />
        ))}
      <h2>{words.t('referrals.sheet.per_person')}</h2>
      {personSectionsFor(byDuty).map((section) => (
        <SheetSection key={section.key} {...{ page, section, codes, form }} />
      ))}
    </>
  );
};

/** The questions on paper, made from the form itself, for work without the program. What depends on an answer says on which. */
export const promptSheetScreen: Screen<Profile> = getScreen({
  room: 'referrals',
  path: '/reports/prompt-sheet',
  permit: 'referrals.write',
  load: async (scene: Scene) => ({
    profile: scene.profile,
    byDuty: reportsByDuty(scene.profile, scene.viewer.organisationCode),
  }),
  title: (_, words) => words.t('referrals.sheet.title'),
  page: (sheet, page) => <PromptSheet {...sheet} page={page} />,
});
