import type { VNode } from 'preact';
import type { Tone, PageContext } from '../../../platform/web/index.ts';
import type { Profile } from '../../../profile/index.ts';
import type { SideState } from '../facts.ts';
import type { MatchedFile } from '../actions/files.ts';

/** What the pages of this room need beside what was loaded. */
export type Around = { readonly page: PageContext; readonly profile: Profile };

/** How a state looks: red says that somebody has something to do. */
export const tones: Readonly<Record<SideState, Tone>> = {
  asked: 'warn',
  waiting: 'plain',
  silent: 'plain',
  open: 'warn',
  judged: 'plain',
  same: 'good',
  not_same: 'plain',
};

/** The name of a class of bodies. */
export const className = ({ profile, page }: Around, code: string): string => {
  const found = profile.consents.matching.classes.find((one) => one.code === code);
  return found === undefined ? code : profile.nameIn(found.names, page.words.language);
};

/** A file by the reference one's own body has for it, as a way to it. */
export const FileLink = ({ file, page }: { readonly file: MatchedFile; readonly page: PageContext }): VNode => (
  <a href={file.caseId === null ? `/reports/${file.reportId}` : `/cases/${file.caseId}`}>
    {file.reference ?? page.words.t(file.caseId === null ? 'matching.file.report' : 'matching.file.case')}
  </a>
);
