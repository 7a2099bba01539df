import type { FastifyReply, FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { FormState } from '../../form/state.ts';
import { newId } from '../../ids.ts';
import { Document } from '../components/document.tsx';
import type { Frame, PageContext } from '../page.ts';
import type { StaffEnvironment } from './environment.ts';
import type { Visitor } from './visitor.ts';

/** A request on its way to becoming a page. */
export type Exchange<Profile> = {
  readonly environment: StaffEnvironment<Profile>;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly visitor: Visitor;
  readonly room: string;
};

const queryOf = (request: FastifyRequest): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries((request.query ?? {}) as Record<string, unknown>).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value] as const] : [],
    ),
  );

/** What a page knows beside its data. */
export const pageContext = <Profile,>(exchange: Exchange<Profile>, form: FormState | null): PageContext => {
  const { environment, request, visitor, room } = exchange;
  return {
    words: visitor.words,
    room,
    codes: environment.codes,
    viewer: visitor.session?.viewer ?? null,
    now: environment.clock.now(),
    today: environment.clock.today(environment.timeZone),
    path: request.url,
    query: queryOf(request),
    formToken: visitor.formToken,
    formKey: newId(),
    form,
  };
};

const frameOf = async <Profile,>({ environment, visitor }: Exchange<Profile>): Promise<Frame> => {
  const { session, words } = visitor;
  return {
    navigation: session ? await environment.navigation(session.viewer, words) : [],
    languages: environment.languages,
    synthetic: environment.synthetic,
    homePath: session ? environment.homePath : environment.signInPath,
    roleLabel: session ? environment.roleLabel(session.viewer, words) : '',
    sessionEndsAt: session?.endsAt ?? null,
  };
};

const bareFrame = <Profile,>({ environment }: Exchange<Profile>): Frame => ({
  navigation: [],
  languages: [],
  synthetic: environment.synthetic,
  homePath: environment.homePath,
  roleLabel: '',
  sessionEndsAt: null,
});

/** Draws a page in its frame and sends its type; the text is the body. */
export const renderPage = async <Profile,>(
  exchange: Exchange<Profile>,
  page: PageContext,
  content: VNode,
  title: string,
): Promise<string> => {
  const frame = await frameOf(exchange);
  return draw(exchange, page, frame, { content, title });
};

/** Draws a page without asking anything of the database: for faults. */
export const renderBare = <Profile,>(exchange: Exchange<Profile>, content: VNode, title: string): string =>
  draw(exchange, pageContext(exchange, null), bareFrame(exchange), { content, title });

const draw = <Profile,>(
  { reply }: Exchange<Profile>,
  page: PageContext,
  frame: Frame,
  { content, title }: { content: VNode; title: string },
): string => {
  reply.type('text/html; charset=utf-8');
  const html = renderToString(
    <Document page={page} frame={frame} title={title}>
      {content}
    </Document>,
  );
  return `<!doctype html>${html}`;
};
