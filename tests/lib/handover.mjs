// What the tests of handing over share.
import { writeFileSync } from 'node:fs';
import { expect } from '@playwright/test';

/** The dialog that shows codes. */
export const shownBy = (page) => page.getByRole('dialog', { name: /^移交|^Hand over/ });
/** The dialog that reads them. */
export const receiver = (page) => page.getByRole('dialog', { name: /^扫码接收$|^Receive by code$/ });

/** Opens the codes of the lead that is open. */
export async function handOver(page) {
  await page.getByRole('complementary').getByRole('button', { name: /^更多操作$|^More$/ }).click();
  await page.getByRole('menuitem', { name: /^移交…$|^Hand over…$/ }).click();
  await expect(shownBy(page).getByRole('img')).toBeVisible();
}

/** A picture of each code that the open dialog shows, in their order. */
export async function codes(page) {
  const dialog = shownBy(page);
  const place = dialog.locator('.handover__place');
  const code = dialog.locator('.handover-code');
  if ((await place.count()) === 0) return [await code.screenshot()];
  const running = dialog.getByRole('button', { name: /^暂停$|^Pause$/ });
  if (await running.count()) await running.click();
  await expect(dialog.getByRole('button', { name: /^播放$|^Play$/ })).toBeVisible();
  const count = Number((await place.textContent()).split('/')[1]);
  const found = new Map();
  while (found.size < count) {
    const now = await place.textContent();
    found.set(Number(now.split('/')[0]), await code.screenshot());
    await dialog.getByRole('button', { name: /^下一张$|^Next code$/ }).click();
    await expect(place).not.toHaveText(now);
  }
  return [...found].sort(([a], [b]) => a - b).map(([, picture]) => picture);
}

/** Opens the reader from the data page. */
export async function openReceiver(page) {
  await page.getByRole('main').getByRole('button', { name: /^扫码接收$|^Receive by code$/ }).click();
  await expect(receiver(page)).toBeVisible();
}

/** Gives the reader pictures, as somebody who chooses photos. */
export const choosePhotos = (page, pictures) =>
  receiver(page).getByLabel(/^选照片或截图$|^Choose photos or screenshots$/).setInputFiles(
    pictures.map((buffer, at) => ({ name: `code-${at}.png`, mimeType: 'image/png', buffer })),
  );

/** Writes a film (YUV4MPEG2) that shows each picture for a while, for Chromium's pretended camera. `page` does the drawing. */
export async function film(page, path, pictures) {
  const [width, height] = [720, 720];
  const parts = [Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`)];
  for (const picture of pictures) {
    const luma = await page.evaluate(async ({ png, width, height }) => {
      const bytes = Uint8Array.from(atob(png), (c) => c.charCodeAt(0));
      const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const context = Object.assign(document.createElement('canvas'), { width, height }).getContext('2d');
      // As over a desk: grey around it, turned a little, not at the screen's own pixels.
      context.fillStyle = '#777';
      context.fillRect(0, 0, width, height);
      context.translate(width / 2, height / 2);
      context.rotate(0.05);
      const size = 0.82 * width;
      context.drawImage(image, -size / 2, -size / 2, size, size);
      const { data } = context.getImageData(0, 0, width, height);
      let text = '';
      for (let at = 0; at < data.length; at += 4) text += String.fromCharCode(data[at]);
      return btoa(text);
    }, { png: picture.toString('base64'), width, height });
    const frame = Buffer.concat([Buffer.from('FRAME\n'), Buffer.from(luma, 'base64'), Buffer.alloc((width * height) / 2, 128)]);
    // Half a second each: as somebody who turns them by hand.
    for (let n = 0; n < 5; n += 1) parts.push(frame);
  }
  writeFileSync(path, Buffer.concat(parts));
}
