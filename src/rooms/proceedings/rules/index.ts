/** What is allowed in an inquiry; on charges, courts and victims see judging/. */
export * from './inquiry.ts';
export { pictured } from './network.ts';
