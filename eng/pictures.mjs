// Takes the pictures of README anew, from the demo of a fresh data folder, as it is before anybody has worked in it:
//   ./run --port 5090 --data /tmp/pictures &   dotnet build tests/OcrLabeling.E2E -c Release   node eng/pictures.mjs http://127.0.0.1:5090 /tmp/pictures/demo-password
import { readFile } from 'node:fs/promises';
import { chromium } from '../artifacts/bin/OcrLabeling.E2E/release/.playwright/package/index.mjs';

const [url, passwordFile] = process.argv.slice(2);
const password = (await readFile(passwordFile, 'utf8')).trim();
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium-headless-shell', args: ['--no-sandbox'] });

async function signIn(who) {
  const context = await browser.newContext({ baseURL: url, viewport: { width: 1280, height: 900 }, colorScheme: 'light' });
  const page = await context.newPage();
  await page.goto('/account/sign-in');
  await page.getByTestId('email').fill(`${who}@demo.example`);
  await page.getByTestId('password').fill(password);
  await page.getByTestId('sign-in').click();
  await page.waitForURL(address => !address.pathname.startsWith('/account'));
  return page;
}

async function take(page, name, ready) {
  await ready.first().waitFor();
  await page.mouse.move(0, 0);
  // images and charts come after the words
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(1500);
  await page.screenshot({ path: new URL(`../docs/images/${name}.png`, import.meta.url).pathname, animations: 'disabled' });
}

const team = await signIn('scientist');
await team.goto('/documents?name=register_tapes_00000');
await team.getByTestId('document-link').click();
await take(team, 'document', team.locator('polygon'));
await team.goto('/stats');
await take(team, 'stats', team.locator('svg rect, svg path.mud-chart-bar'));
await team.goto('/batches');
await team.getByRole('link', { name: 'Demo: answered by a simulated crowd' }).click();
await team.getByTestId('tab-Live').click();
await take(team, 'live', team.getByTestId('live-answer'));
await team.goto('/adjudication');
await take(team, 'adjudication', team.getByTestId('candidate'));

const worker = await signIn('worker1');
await worker.goto('/work');
await worker.getByRole('link', { name: 'Start' }).first().click();
await take(worker, 'work', worker.locator('.card.current'));
// the cards go back
await worker.goto('/work');
await browser.close();
