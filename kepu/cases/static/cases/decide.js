/* 你的决定：选了退回才问改哪几项，按钮说出它将做什么。没有它，表单照样能用。 */
const WORDS = { let_pass: "通过", refuse: "不通过" };

function show(form) {
  const outcome = form.querySelector("input[name=outcome]:checked")?.value;
  const picked = form.querySelectorAll("input[name=items]:checked").length;
  const says = outcome === "send_back" ? (picked ? `退回 ${picked} 项` : "退回修改") : WORDS[outcome];
  const button = form.querySelector("[data-says]");
  const follows = form.elements.next?.value.includes("/next/") ? "，看下一件" : "";
  button.textContent = says ? `${says}${follows}` : "提交决定";
}

document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-decide]");
  if (form) show(form);
});
for (const form of document.querySelectorAll("form[data-decide]")) show(form);
