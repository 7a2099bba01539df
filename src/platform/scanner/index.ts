/** Looking at files for harmful programs. */
export { clamdScanner, readScannerAddress, type Scanner, type ScannerAddress, type ScanResult } from './clamd.ts';
export { restingScanner } from './resting.ts';
