/*
 * Writing letters to files: to a new one beside, which is synced and renamed,
 * so that whoever picks files up from an outbox never sees half of one.
 */
#include "cmd/letter_files.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "cmd/new_files.h"
#include "cmd/pdf.h"
#include "cmd/session.h"
#include "report/mail_message.h"
#include "store/io.h"

enum {
	MODE = 0600
};

/* The letter's name: its reference without sent-, other bytes than letters,
 * digits, - and . as %XX, so that no id leads out of the folder. */
static const char *file_name(const struct letter_plan *plan,
			     const struct letter_item *item, const char *ending)
{
	struct slice name =
		slice_from_offset(item->reference, sizeof("sent-") - 1);
	struct text text;

	text_init(&text, plan->session->arena);
	for (size_t i = 0; i < name.length; i++) {
		char c = name.text[i];
		bool is_plain = (c >= '0' && c <= '9') ||
				(c >= 'a' && c <= 'z') ||
				(c >= 'A' && c <= 'Z') || c == '-' || c == '.';
		if (is_plain)
			text_add_char(&text, c);
		else
			text_add_format(&text, "%%%02X", (unsigned char)c);
	}
	text_add(&text, ending);
	return text.bytes;
}

/* 0, or the errno. */
static int write_beside(const char *path, const char *temporary,
			struct slice bytes)
{
	const struct io *io = io_system();
	(void)io->unlink(temporary);
	int descriptor =
		io_open(io, temporary, O_WRONLY | O_CREAT | O_EXCL, MODE);
	int error;

	if (descriptor < 0)
		return errno;
	error = io_save(io, descriptor, bytes);
	if (error == 0 && io->fsync(descriptor) != 0)
		error = errno;
	if (io->close(descriptor) != 0 && error == 0)
		error = errno;
	if (error == 0 && io->rename(temporary, path) != 0)
		error = errno;
	if (error != 0)
		(void)io->unlink(temporary);
	return error;
}

static bool write_file(const struct letter_plan *plan, const char *folder,
		       const char *name, struct slice bytes)
{
	struct session *session = plan->session;
	const char *path = new_files_join(session, folder, name);
	const char *temporary = new_files_join(
		session, folder, arena_print(session->arena, ".%s.tmp", name));
	int error = write_beside(path, temporary, bytes);

	if (error != 0)
		message_error(&session->terminal, "cannot write '%s': %s", path,
			      strerror(error));
	return error == 0;
}

struct slice letter_files_mail(const struct letter_plan *plan,
			       const struct letter_item *item, bool is_file)
{
	struct mail_message message = {
		.from = plan->from,
		.to = { item->name, item->address },
		.subject = item->subject,
		.plain = item->plain,
		.html = item->html,
		.reference = item->reference,
		.day = plan->session->today,
	};
	struct text text;

	text_init(&text, plan->session->arena);
	if (is_file)
		mail_message_print_file(&message, &text);
	else
		mail_message_print(&message, &text);
	return text_slice(&text);
}

static bool sync_folder(const struct letter_plan *plan, const char *folder)
{
	int error =
		io_save_folder(plan->session->arena, io_system(),
			       new_files_join(plan->session, folder, "letter"));

	if (error != 0)
		message_error(&plan->session->terminal, "cannot write '%s': %s",
			      folder, strerror(error));
	return error == 0;
}

static bool write_pdf(const struct letter_plan *plan, const char *folder,
		      const struct letter_item *item)
{
	struct session *session = plan->session;

	return pdf_print(
		session,
		new_files_join(session, folder, file_name(plan, item, ".html")),
		new_files_join(session, folder, file_name(plan, item, ".pdf")));
}

static bool write_letter(const struct letter_plan *plan, const char *folder,
			 const struct letter_item *item)
{
	if (!write_file(plan, folder, file_name(plan, item, ".txt"),
			item->plain))
		return false;
	if (item->html.length > 0 &&
	    !write_file(plan, folder, file_name(plan, item, ".html"),
			item->html))
		return false;
	return item->state != CONTACT_READY || plan->from.address.length == 0 ||
	       write_file(plan, folder, file_name(plan, item, ".eml"),
			  letter_files_mail(plan, item, true));
}

enum exit_status letter_files_write(const struct letter_plan *plan,
				    const char *folder, bool pdf)
{
	if (!new_files_make_folder(plan->session, folder))
		return STATUS_ENVIRONMENT;
	for (size_t i = 0; i < plan->count; i++) {
		const struct letter_item *item = &plan->items[i];
		if (!write_letter(plan, folder, item) ||
		    (pdf && item->html.length > 0 &&
		     !write_pdf(plan, folder, item)))
			return STATUS_ENVIRONMENT;
	}
	return sync_folder(plan, folder) ? STATUS_FINE : STATUS_ENVIRONMENT;
}

enum exit_status letter_files_outbox(const struct letter_plan *plan,
				     const char *folder)
{
	if (!new_files_make_folder(plan->session, folder))
		return STATUS_ENVIRONMENT;
	for (size_t i = 0; i < plan->count; i++) {
		const struct letter_item *item = &plan->items[i];
		if (letter_plan_is_ready(item) &&
		    !write_file(plan, folder, file_name(plan, item, ".eml"),
				letter_files_mail(plan, item, true)))
			return STATUS_ENVIRONMENT;
	}
	return sync_folder(plan, folder) ? STATUS_FINE : STATUS_ENVIRONMENT;
}
