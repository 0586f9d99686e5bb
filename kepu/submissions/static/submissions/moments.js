/* 检查意见说到哪一秒，就从哪一秒放给人看；没有播放器的页面，照链接打开文件。 */
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-second]");
  const player = link?.closest("[id^=file-]")?.querySelector("video, audio");
  if (!player) return;
  event.preventDefault();
  player.currentTime = Number(link.dataset.second);
  player.scrollIntoView({ block: "nearest" });
  player.focus();
  player.play().catch(() => {}); // 浏览器不许自动放时，停在那一秒
});
